import path from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The windows in a browser, over the fake bridge: `npx vite tests/preview`, then /?scene=session&theme=dark#/planner */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  server: { fs: { allow: [path.resolve(import.meta.dirname, '../..')] } },
})
