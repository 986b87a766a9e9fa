/** Measures the table that its argument names, and tells the process that started it every row. */
import { tables } from './tables.js'

await tables[`${process.argv[2]}`]?.()
process.disconnect?.()
