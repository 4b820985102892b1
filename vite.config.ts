import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const project = fileURLToPath(new URL('.', import.meta.url))
const root = `${project}web`
const apps = ['resident', 'desk', 'field', 'command'] as const

/** In development each app owns the addresses below its own, as the server does with the built pages. */
function appPages(): Plugin {
  return {
    name: 'app-pages',
    configureServer(server) {
      server.middlewares.use((request, _response, next) => {
        const path = request.url?.split('?')[0] ?? '/'
        if (request.headers.accept?.includes('text/html') && !path.startsWith('/api')) {
          const app = apps.find((name) => path === `/${name}` || path.startsWith(`/${name}/`)) ?? 'resident'
          request.url = `/${app}/index.html`
        }
        next()
      })
    },
  }
}

/** Libraries that change seldom get files of their own, so that an update of ours reloads little. */
const groups = [
  { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\//, priority: 30 },
  { name: 'tanstack', test: /node_modules\/@tanstack\//, priority: 30 },
  { name: 'maplibre', test: /node_modules\/maplibre-gl\//, priority: 30 },
  { name: 'echarts', test: /node_modules\/(echarts|zrender)\//, priority: 30 },
  { name: 'antd', test: /node_modules\/(antd|@ant-design|@rc-component|dayjs|clsx)\//, priority: 20 },
]

export default defineConfig({
  root,
  base: '/',
  publicDir: `${root}/public`,
  plugins: [react(), appPages()],
  server: {
    port: 5173,
    // The calendar and the borders are read from data/, beside web/.
    fs: { allow: [project] },
    proxy: { '/api': 'http://127.0.0.1:8080', '/openapi.json': 'http://127.0.0.1:8080' },
  },
  build: {
    outDir: `${project}dist/web`,
    emptyOutDir: true,
    target: 'es2022',
    // The policy `default-src 'self'` refuses data: fonts and scripts: every asset is a file.
    assetsInlineLimit: 0,
    // MapLibre and antd are single libraries above the default of 500 kB; both load only where they are used.
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      input: Object.fromEntries(apps.map((name) => [name, `${root}/${name}/index.html`])),
      output: { codeSplitting: { groups } },
    },
  },
})
