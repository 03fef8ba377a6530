// @ts-check
/** Draws icon.svg as icon.png, icon.ico (Windows) and icon.icns (macOS): `node resources/icons/generate.mjs`. Needs Chromium. */
import { readFileSync, writeFileSync } from 'node:fs';
import { chromium } from '@playwright/test';

const at = (/** @type {string} */ name) => new URL(name, import.meta.url);
const svg = readFileSync(at('icon.svg'), 'utf8');

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  chromiumSandbox: false,
});
const page = await browser.newPage();

/** @param {number} size in pixels */
async function png(size) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`,
  );
  return page.screenshot({ omitBackground: true });
}

/**
 * An ICO file of PNG images: a header, an entry of 16 bytes each, the images.
 * @param {{ size: number, image: Buffer }[]} images
 */
function ico(images) {
  const header = Buffer.alloc(6 + 16 * images.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(images.length, 4);
  let offset = header.length;
  images.forEach(({ size, image }, index) => {
    const entry = 6 + 16 * index;
    header.writeUInt8(size % 256, entry);
    header.writeUInt8(size % 256, entry + 1);
    header.writeUInt16LE(1, entry + 4);
    header.writeUInt16LE(32, entry + 6);
    header.writeUInt32LE(image.length, entry + 8);
    header.writeUInt32LE(offset, entry + 12);
    offset += image.length;
  });
  return Buffer.concat([header, ...images.map(({ image }) => image)]);
}

/**
 * An ICNS file of PNG images: magic, length, and for each its type, length and bytes.
 * @param {{ type: string, image: Buffer }[]} images
 */
function icns(images) {
  const chunks = images.map(({ type, image }) => {
    const head = Buffer.alloc(8);
    head.write(type, 'latin1');
    head.writeUInt32BE(image.length + 8, 4);
    return Buffer.concat([head, image]);
  });
  const head = Buffer.alloc(8);
  head.write('icns', 'latin1');
  head.writeUInt32BE(8 + chunks.reduce((sum, chunk) => sum + chunk.length, 0), 4);
  return Buffer.concat([head, ...chunks]);
}

writeFileSync(at('icon.png'), await png(512));
const sizes = [16, 24, 32, 48, 64, 128, 256];
const small = [];
for (const size of sizes) small.push({ size, image: await png(size) });
writeFileSync(at('icon.ico'), ico(small));
const types = /** @type {const} */ ([
  ['ic07', 128],
  ['ic08', 256],
  ['ic09', 512],
  ['ic10', 1024],
]);
const large = [];
for (const [type, size] of types) large.push({ type, image: await png(size) });
writeFileSync(at('icon.icns'), icns(large));
await browser.close();
