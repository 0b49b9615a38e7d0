/**
 * What windows get in place of zod (electron.vite.config.ts): main parses everything at its door, windows parse nothing,
 * and building schemas that are never used would cost every window a tenth of its start. Whoever parses here is told so.
 */
const PARSING = new Set<string | symbol>(['parse', 'safeParse', 'parseAsync', 'safeParseAsync', 'decode', 'encode'])

/** More than any list of schemas has: it can be taken apart (`const [first] = union.options`), and walked to its end. */
const MANY = 64

const schema: object = new Proxy(() => {}, {
  get(_target, name) {
    if (name === Symbol.iterator) return () => Array.from({ length: MANY }, () => schema)[Symbol.iterator]()
    if (PARSING.has(name)) throw new Error('Windows parse nothing: main has done it.')
    return schema
  },
  apply: () => schema,
})

export const z = schema
