import { IPC_NAMES, isTest, layerOf, mayNameIpc, placeOf, refusal } from './layers.mjs'

/** Rules of the house that oxlint has no rule of its own for. Loaded by .oxlintrc.json. */

const imports = {
  create(context) {
    const place = placeOf(context.filename)
    if (!place) return {}
    const check = (node) => {
      const specifier = node.source?.value
      if (typeof specifier !== 'string') return
      const message = refusal(place, specifier)
      if (message) context.report({ node: node.source, message })
    }
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
    }
  },
}

/** The clock and chance, which the language itself has. Of the rest of the world tsconfig.core.json knows nothing. */
const IMPURE = new Set(['Date.now', 'Math.random'])

const pure = {
  create(context) {
    const place = placeOf(context.filename)
    if (!place || layerOf(place) !== 'core' || isTest(place)) return {}
    const report = (node, what) => context.report({ node, message: `core is pure: pass ${what} in as a value.` })
    return {
      MemberExpression({ object, property }) {
        const name = `${object.name}.${property.name ?? property.value}`
        if (IMPURE.has(name)) report(property, name)
      },
      NewExpression(node) {
        if (node.callee.name === 'Date' && node.arguments.length === 0) report(node, 'the instant')
      },
      CallExpression(node) {
        if (node.callee.type === 'Identifier' && node.callee.name === 'Date') report(node, 'the instant')
      },
    }
  },
}

const ipcDoor = {
  create(context) {
    const place = placeOf(context.filename)
    if (!place || mayNameIpc(place)) return {}
    const report = (node, name) =>
      context.report({
        node,
        message: `${name} is used only by the door in main/electron/frontDoor.ts and by the preload.`,
      })
    return {
      ImportSpecifier(node) {
        if (IPC_NAMES.has(node.imported.name)) report(node, node.imported.name)
      },
      MemberExpression(node) {
        if (!node.computed && IPC_NAMES.has(node.property.name)) report(node, node.property.name)
      },
    }
  },
}

const noDoubleAssertion = {
  create(context) {
    return {
      TSAsExpression(node) {
        if (node.expression.type === 'TSAsExpression')
          context.report({ node, message: 'A double assertion hides a type error. Parse or narrow the value.' })
      },
    }
  },
}

// oxlint wants a default export from a plugin
export default {
  meta: { name: 'tideline' },
  rules: { imports, pure, 'ipc-door': ipcDoor, 'no-double-assertion': noDoubleAssertion },
}
