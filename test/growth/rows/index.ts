/** The whole table of growth. */
import type { Row } from '../row.js'
import { bodyRows } from './bodies.js'
import { images } from './images.js'
import { mappers } from './mappers.js'
import { probes } from './probes.js'
import { servers } from './servers.js'
import { streams } from './streams.js'
import { texts } from './texts.js'

export const rows: readonly Row[] = [...probes, ...streams, ...mappers, ...images, ...servers, ...bodyRows, ...texts]
