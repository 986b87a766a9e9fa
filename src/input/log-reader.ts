/** Puts together what a log keeps line by line: containers and journals make a JSON object of each line that a program prints. */
import { membersOf } from '../failure/plain.js'
import type { Line } from './lines.js'
import { type JsonRecord, type RecordItem, RecordReader } from './records.js'

/** A line that a value begins in, and does not end in, as it is printed for people. */
const BEGINS = /[{[]\s*$/
const COMPACT = /^\{"/
const ERRORS = /"(?:errors|status_details)"/

/** The line that a program printed, of the object that Docker, journald or a logger made of it; empty where there is none. */
function lineIn(item: RecordItem): string {
  const { log, MESSAGE, message, msg } = membersOf(item.kind === 'json' ? item.value : undefined)
  const text = log ?? MESSAGE ?? message ?? msg
  return typeof text === 'string' ? text : ''
}

/** Records of lines, as `RecordReader` gives them; see there. */
export class LogReader {
  readonly #limit: number
  readonly #records: RecordReader
  /** A value that goes over several objects, and these, for where no value comes of them. */
  #printed: { readonly records: JsonRecord[]; readonly reader: RecordReader } | undefined

  constructor(limit: number) {
    this.#limit = limit
    this.#records = new RecordReader(limit)
  }

  /** Whether a value has begun that is not complete. */
  get isOpen(): boolean {
    return this.#printed !== undefined || this.#records.isOpen
  }

  /** Returns what the next line completes. */
  take(line: Line): readonly RecordItem[] {
    return this.#joined(this.#records.take(line))
  }

  /** Returns what is left where no line follows. */
  end(): readonly RecordItem[] {
    return [...this.#joined(this.#records.end()), ...this.#close()]
  }

  #joined(items: readonly RecordItem[]): readonly RecordItem[] {
    return this.#printed === undefined && !items.some((item) => BEGINS.test(lineIn(item)))
      ? items
      : items.flatMap((item) => this.#join(item))
  }

  #join(item: RecordItem): readonly RecordItem[] {
    const text = lineIn(item)
    // An object by itself begins anew.
    if (item.kind !== 'json' || text === '' || COMPACT.test(text)) return [...this.#close(), item]
    if (this.#printed === undefined && !BEGINS.test(text)) return [item]
    this.#printed ??= { records: [], reader: new RecordReader(this.#limit) }
    const { records, reader } = this.#printed
    records.push(item)
    const found = reader.take({ text: text.trimEnd(), line: item.line })
    return reader.isOpen ? [] : this.#close(found)
  }

  #close(found = this.#printed?.reader.end() ?? []): readonly RecordItem[] {
    const records = this.#printed?.records ?? []
    this.#printed = undefined
    const isValue = (item: RecordItem) => item.kind === 'json' || (item.kind === 'broken' && ERRORS.test(item.text))
    if (!found.some(isValue)) return records
    // The time stands in the first object.
    const lead = String(records[0]?.text)
    return found.map((item) => (item.kind === 'json' ? { ...item, lead } : item))
  }
}
