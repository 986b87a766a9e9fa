/** The readers of every form that responses come in. */
export { failuresIn } from '../../../src/input/failures.js'
export { readResponses } from '../../../src/input/responses.js'
