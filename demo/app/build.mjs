// Bundles Seisan into the folder named by the first argument.
//
//   node demo/app/build.mjs <outdir>
//
// Environment, all optional:
//   BANSO_SDK        where banso.js is served   (default http://127.0.0.1:4319/sdk)
//   BANSO_WRITE_KEY  the write key of the host  (default demo-write-key)
//   BANSO_ENDPOINT   the collector              (default http://127.0.0.1:4319)
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const settings = {
  BANSO_SDK: 'http://127.0.0.1:4319/sdk',
  BANSO_WRITE_KEY: 'demo-write-key',
  BANSO_ENDPOINT: 'http://127.0.0.1:4319',
};

/** Escapes a value for a double-quoted HTML attribute. */
const attribute = (value) => value.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

/** Fills `{{NAME}}` in the page from the environment or the default. */
const fill = (html) =>
  html.replace(/\{\{(\w+)\}\}/g, (whole, name) => {
    const value = process.env[name] || settings[name];
    if (value === undefined) throw new Error(`index.html: unknown placeholder ${whole}`);
    return attribute(value.replace(/\/$/, ''));
  });

const target = process.argv[2];
if (!target) {
  console.error('usage: node demo/app/build.mjs <outdir>');
  process.exit(2);
}
const outdir = resolve(target);

await mkdir(outdir, { recursive: true });
await cp(join(here, 'public'), outdir, { recursive: true });
const page = join(outdir, 'index.html');
await writeFile(page, fill(await readFile(page, 'utf8')));
await build({
  entryPoints: { app: join(here, 'src/main.tsx') },
  outdir,
  bundle: true,
  minify: true,
  format: 'esm',
  target: ['es2022'],
  tsconfig: join(here, 'tsconfig.json'),
  logLevel: 'warning',
});
