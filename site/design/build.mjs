/* Builds the look of the site into build/static, from where Django serves it under hashed names. */

import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../..");
const target = join(root, "build/static");

/* The sprite holds the icons that icons.json names, and no other. */
async function buildIcons() {
  const names = JSON.parse(await readFile(join(here, "icons.json"), "utf8"));
  const symbols = await Promise.all(
    names.map(async (name) => {
      const file = await readFile(join(root, `node_modules/@tabler/icons/icons/outline/${name}.svg`), "utf8");
      const shapes = file.slice(file.indexOf(">", file.indexOf("<svg")) + 1, file.lastIndexOf("</svg>"));
      return `<symbol id="${name}" viewBox="0 0 24 24">${shapes.replace(/\s*\n\s*/g, "").trim()}</symbol>`;
    }),
  );
  await writeFile(
    join(target, "icons.svg"),
    `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`,
  );
}

await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });
await Promise.all([
  build({
    entryPoints: [join(here, "site.css")],
    outdir: target,
    bundle: true,
    minify: true,
    legalComments: "linked",
    target: ["chrome111", "firefox113", "safari16.4"],
    loader: { ".woff2": "file" },
    assetNames: "fonts/[name]",
    logLevel: "warning",
  }),
  buildIcons(),
  copyFile(join(here, "icon.svg"), join(target, "icon.svg")),
]);
