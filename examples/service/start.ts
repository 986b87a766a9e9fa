/** Starts the service in the framework that is named: `npx tsx examples/service/start.ts express 8080`. */
const [framework = 'node', port = '8080'] = process.argv.slice(2)
const { listen } = await import(`./${framework}.js`)
await listen(Number(port))
process.stdout.write(`http://127.0.0.1:${port}/hosts\n`)
