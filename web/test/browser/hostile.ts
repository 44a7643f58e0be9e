/** Texts that would run, were a page to take them for anything but text. Each calls `window.ran` where it can. */
const calls = ['ran()', 'window["ran"]()', 'top.ran(1)', 'ran`1`', 'self.ran?.()'];

const frames: ((call: string) => string)[] = [
  (call) => `<script>${call}</script>`,
  (call) => `<img src=x onerror="${call}">`,
  (call) => `<svg onload='${call}'>`,
  (call) => `<svg><animate onbegin=${call} attributeName=x dur=1s>`,
  (call) => `"><script>${call}</script>`,
  (call) => `'><img src=x onerror=${call}>`,
  (call) => `" autofocus onfocus="${call}`,
  (call) => `' onmouseover='${call}' x='`,
  (call) => `</textarea><script>${call}</script>`,
  (call) => `</title><svg/onload=${call}>`,
  (call) => `--><script>${call}</script><!--`,
  (call) => `javascript:${call}`,
  (call) => `data:text/html,<script>${call}</script>`,
  (call) => `<iframe srcdoc="<script>parent.${call}</script>">`,
  (call) => `<a href="javascript:${call}">door</a>`,
  (call) => `<details open ontoggle=${call}>`,
  (call) => `<body onpageshow=${call}>`,
  (call) => `<math><mi xlink:href="javascript:${call}">x</mi></math>`,
  (call) => `<style>@import 'javascript:${call}';</style>`,
  (call) => `<object data="javascript:${call}"></object>`,
  (call) => `{{constructor.constructor("${call}")()}}`,
  (call) => `\${${call}}`,
  (call) => `=HYPERLINK("javascript:${call}","door")`,
  (call) => `+cmd|' /C ${call}'!A0`,
  (call) => `<img src=x onerror=${call}`,
  (call) => `<IMG SRC=x OnErRoR=${call}>`,
  (call) => `&lt;script&gt;${call}&lt;/script&gt;<script>${call}</script>`,
  (call) => `%3Cscript%3E${call}%3C/script%3E`,
  (call) => `<input onfocus=${call} autofocus>`,
  (call) => `<video><source onerror=${call}></video>`,
];

/** 150 of them. */
export const hostile: readonly string[] = frames.flatMap((frame) => calls.map(frame));
