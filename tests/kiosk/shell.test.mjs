// The kiosk's shell: what Chromium is allowed there, that it comes back by itself, and that no key leads away.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {setTimeout as sleep} from 'node:timers/promises';
import {inspectable, Kiosk, namespaces, policies, root, Searchd, slack, until} from './kiosk.mjs';

const long = process.env.PORCHLIGHT_LONG === '1';
const skip = namespaces() ? false : 'this machine lets nobody have a mount namespace';
const searchd = new Searchd();

before(() => searchd.start());
after(() => searchd.stop());

/** Runs `body` on a kiosk, and ends that whatever happens. */
async function onKiosk(options, body) {
  const kiosk = new Kiosk(searchd, options);
  await kiosk.start();
  try {
    await kiosk.ready();
    await body(kiosk);
  } finally {
    await kiosk.stop();
  }
}

const inspected = {changes: inspectable, flags: '--remote-debugging-port=0'};

test('Chromium takes every policy of the kiosk, as the file says it', {skip}, async () => {
  // The page that lists them can't be opened in incognito windows, nor where devtools are forbidden: these few values differ.
  const changes = {...inspectable, IncognitoModeAvailability: 0, URLBlocklist: ['https://*']};
  await onKiosk({...inspected, changes, sed: 's/ --incognito//; s/ ! is_over/ true/'}, async (kiosk) => {
    const page = await kiosk.page();
    await page.goto('chrome://policy');
    const groups = await page.evaluate(async () => {
      const {addWebUiListener} = await import('chrome://resources/js/cr.js');
      return new Promise((resolve) => {
        addWebUiListener('policies-updated', (_, values) => resolve(values.policyGroups));
        globalThis.chrome.send('listenPoliciesUpdates');
      });
    });
    const taken = groups.chrome.policies;
    const wanted = policies(searchd.address, kiosk.emergency, changes);
    assert.deepEqual(Object.fromEntries(Object.entries(taken).map(([name, {value}]) => [name, value])), wanted);
    const wrong = Object.entries(taken).filter(([, {error, warning, ignored, level}]) => error || warning || ignored || level !== 'mandatory');
    assert.deepEqual(wrong, []);
  });
});

test('the file holds what the checklist asks of it, and only the kiosk may be opened', () => {
  const file = policies('https://kiosk.example:8443/kiosk', '/srv/emergency.html');
  const asked = {
    IncognitoModeAvailability: 2, AutofillAddressEnabled: false, AutofillCreditCardEnabled: false, PasswordManagerEnabled: false,
    AllowBackForwardCacheForCacheControlNoStorePageEnabled: false, TranslateEnabled: false, SpellCheckServiceEnabled: false,
    SearchSuggestEnabled: false, NetworkPredictionOptions: 2, DeveloperToolsAvailability: 2, DownloadRestrictions: 3,
    PrintHeaderFooter: false, MetricsReportingEnabled: false, AudioCaptureAllowed: false, VideoCaptureAllowed: false,
    DefaultGeolocationSetting: 2, DefaultWebUsbGuardSetting: 2, DefaultWebBluetoothGuardSetting: 2, RemoteDebuggingAllowed: false,
    URLBlocklist: ['*'], URLAllowlist: ['https://kiosk.example:8443', 'file:///srv/emergency.html'],
  };
  assert.deepEqual(Object.fromEntries(Object.keys(asked).map((name) => [name, file[name]])), asked);
});

test('a kiosk isn\'t installed for an address that goes to another machine unencrypted, or isn\'t the kiosk', () => {
  for (const address of ['http://kiosk.example.org/kiosk', 'http://127.0.0.1:8082/', 'https://kiosk.example.org', 'file:///kiosk', 'https://a b/kiosk', '']) {
    const {status, stderr} = spawnSync('bash', [join(root, 'deploy/kiosk/install'), address], {encoding: 'utf8'});
    assert.equal(status, 2, address);
    assert.match(stderr, /takes an address/);
  }
});

test('when the page ends its browser, another one with a new profile is there within 3 s', {skip}, async () => {
  await onKiosk(inspected, async (kiosk) => {
    const page = await kiosk.page();
    const [session] = kiosk.sessions();
    const from = Date.now();
    await page.evaluate(() => setTimeout(() => window.close())).catch(() => {});
    const next = await kiosk.ready(session);
    assert.ok(Date.now() - from <= 3000 * slack(), `${Date.now() - from} ms`);
    assert.deepEqual(kiosk.sessions(), [next]);
    assert.deepEqual(kiosk.commandLines().filter((line) => line.includes(session)), [], 'processes of the browser before');
  });
});

test('a page that isn\'t let close itself, because it has been elsewhere, is ended all the same', {skip}, async () => {
  await onKiosk(inspected, async (kiosk) => {
    const page = await kiosk.page();
    const [session] = kiosk.sessions();
    await page.locator('.tile-language').first().click();
    await page.evaluate(() => history.pushState(null, '', '#elsewhere'));
    await page.locator('.bar [data-kind="finish"]').click().catch(() => {});
    await kiosk.ready(session, 3);
  });
});

test('when searchd goes, the page shows the numbers within 2 s, and goes on where it was when searchd is back', {skip}, async () => {
  await onKiosk(inspected, async (kiosk) => {
    const page = await kiosk.page();
    const [session] = kiosk.sessions();
    await page.locator('.tile-language').first().click();
    await page.locator('.tiles-first .tile').first().waitFor();
    await searchd.stop();
    try {
      const from = Date.now();
      await page.locator('.kiosk-gone').getByText('911', {exact: true}).first().waitFor();
      assert.ok(Date.now() - from <= 2000 * slack(), `${Date.now() - from} ms`);
    } finally {
      await searchd.start();
    }
    await page.locator('.kiosk-gone').waitFor({state: 'detached', timeout: 3000});
    assert.ok(await page.locator('.tiles-first .tile').first().isVisible());
    assert.deepEqual(kiosk.sessions(), [session]);
  });
});

test('while searchd is gone, a browser that starts shows the numbers from disk, and the kiosk comes back', {skip}, async () => {
  await onKiosk(inspected, async (kiosk) => {
    const page = await kiosk.page();
    const [session] = kiosk.sessions();
    await searchd.stop();
    try {
      await page.evaluate(() => setTimeout(() => window.close())).catch(() => {});
      await until('the numbers from disk', () => kiosk.sessions()[0] !== session && kiosk.showsOnlyEmergency(), 5);
      const emergency = await kiosk.page();
      assert.match(emergency.url(), /^file:/);
      assert.ok(await emergency.getByText('911', {exact: true}).first().isVisible());
      await emergency.getByText('العربية').click();
      assert.ok(await emergency.locator('#in-ar').getByText('988', {exact: true}).isVisible());
    } finally {
      await searchd.start();
    }
    await until('the kiosk is back', () => kiosk.showsOnlyKiosk(), 5);
    assert.match((await kiosk.page()).url(), /^http:.*\/kiosk$/);
  });
});

test('a page that hangs is ended by the shell when nobody touched the screen for a while', {skip}, async () => {
  await onKiosk({...inspected, sed: 's/^readonly forgotten_after=.*/readonly forgotten_after=2/'}, async (kiosk) => {
    const [session] = kiosk.sessions();
    await kiosk.x('xdotool', 'mousemove', '600', '300', 'click', '1');
    await kiosk.ready(session, 8);
    // And one that nobody touches isn't.
    const untouched = await kiosk.session();
    await sleep(4000);
    assert.deepEqual(kiosk.sessions(), [untouched]);
  });
});

/** Keys by where they lie on the keyboard: what a keyboard sends, whatever they mean. */
const codes = {
  Ctrl: 37, Shift: 50, Alt: 64, AltGr: 108, Super: 133, Menu: 135, Escape: 9, Tab: 23, Enter: 36, Space: 65, Backspace: 22, Delete: 119,
  Insert: 118, Home: 110, End: 115, Left: 113, Right: 114, Up: 111, Down: 116, PageUp: 112, PageDown: 117, Print: 107, Pause: 127,
  F1: 67, F2: 68, F3: 69, F4: 70, F5: 71, F6: 72, F7: 73, F8: 74, F9: 75, F10: 76, F11: 95, F12: 96, Plus: 21, Minus: 20, Zero: 19,
  A: 38, B: 56, D: 40, E: 26, F: 41, G: 42, H: 43, I: 31, J: 44, K: 45, L: 46, M: 58, N: 57, O: 32, P: 33, Q: 24, R: 27, S: 39, T: 28,
  U: 30, V: 55, W: 25, X: 53, One: 10, Nine: 18, Back: 166, Forward: 167, Refresh: 181, HomePage: 180, Search: 225, Mail: 163, Browser: 158,
};

/** Everything by which people leave a kiosk, the likeliest first. */
const ways = [
  'Ctrl+N', 'Ctrl+T', 'F1', 'Alt+F4', 'Ctrl+W', 'F11', 'Ctrl+Shift+N', 'Ctrl+L', 'Ctrl+J', 'F12', 'Ctrl+P', 'right click',
  'Ctrl+O', 'Ctrl+S', 'Ctrl+U', 'Ctrl+H', 'Ctrl+D', 'Ctrl+Shift+I', 'Ctrl+Shift+J', 'Ctrl+Shift+C', 'Ctrl+Shift+T', 'Ctrl+Shift+Delete',
  'Ctrl+Shift+W', 'Ctrl+Shift+Q', 'Ctrl+Shift+O', 'Ctrl+Shift+B', 'Ctrl+Shift+A', 'Ctrl+Shift+M', 'Ctrl+F4', 'Ctrl+F', 'Ctrl+G', 'Ctrl+E',
  'Ctrl+K', 'Ctrl+R', 'Ctrl+Tab', 'Ctrl+One', 'Ctrl+Nine', 'Ctrl+Plus', 'Ctrl+Minus', 'Ctrl+Zero', 'F3', 'F5', 'F6', 'F7', 'F10',
  'Shift+Escape', 'Escape', 'Alt+Home', 'Alt+Left', 'Alt+Right', 'Alt+D', 'Alt+E', 'Alt+F', 'Alt+Tab', 'Alt+Space', 'Alt+Enter', 'Super', 'Super+L',
  'Super+R', 'Menu', 'Shift+F10', 'Print', 'Ctrl+Alt+Delete', 'Ctrl+Alt+Backspace', 'Ctrl+Alt+T', 'Ctrl+Alt+F2', 'Ctrl+Escape', 'Back', 'Forward',
  'Refresh', 'HomePage', 'Search', 'Mail', 'Browser', 'Backspace', 'middle click', 'long press', 'drag to the edge', 'Ctrl and wheel', 'Ctrl+Q',
];

async function take(kiosk, way) {
  const at = ['mousemove', '683', '384'];
  const gestures = {
    'right click': [...at, 'click', '3'],
    'middle click': [...at, 'click', '2'],
    'long press': [...at, 'mousedown', '1', 'sleep', '1', 'mouseup', '1'],
    'drag to the edge': [...at, 'mousedown', '1', 'mousemove', '1365', '0', 'mousemove', '0', '767', 'mouseup', '1'],
    'Ctrl and wheel': [...at, 'keydown', codes.Ctrl, 'click', '4', 'click', '4', 'click', '5', 'keyup', codes.Ctrl],
  };
  const keys = way.split('+').map((key) => codes[key]);
  const stroke = [...keys.map((key) => ['keydown', key]), ...keys.toReversed().map((key) => ['keyup', key])].flat();
  await kiosk.x('xdotool', ...(gestures[way] ?? stroke).map(String));
}

test('the kiosk listens on no port, and no keyboard of the system\'s runs beside the page\'s own', {skip}, async () => {
  await onKiosk({}, (kiosk) => {
    assert.equal(kiosk.listening(), 0);
    assert.deepEqual(kiosk.commandLines().filter((line) => /ibus|fcitx|onboard|squeekboard/.test(line)), []);
  });
  // What is looked for can be found: a browser that lets itself be looked into listens.
  await onKiosk(inspected, async (kiosk) => {
    await kiosk.page();
    assert.ok(kiosk.listening() > 0);
  });
});

test('no key, and no touch, leads away from the kiosk', {skip}, async () => {
  await onKiosk({}, async (kiosk) => {
    const [session] = kiosk.sessions();
    // With the first key GTK makes a window for itself, which is never shown.
    await take(kiosk, 'Escape');
    await sleep(500);
    const windows = await kiosk.windows();
    for (const way of ways) {
      await take(kiosk, way);
      await sleep(120);
      assert.deepEqual(await kiosk.windows(), windows, way);
      assert.ok(await kiosk.showsOnlyKiosk(), `${way}: ${JSON.stringify(await kiosk.titles())}`);
      assert.deepEqual(kiosk.sessions(), [session], way);
    }
  });
});

test('a touch reads the page aloud from clips of this server, and finishing ends it', {skip}, async () => {
  await onKiosk(inspected, async (kiosk) => {
    const page = await kiosk.page();
    const asked = [];
    page.on('response', (response) => asked.push(`${response.status()} ${response.url()}`));
    await page.locator('.tile-language', {hasText: 'العربية'}).click();
    await page.locator('.read-aloud').waitFor();
    assert.deepEqual(asked.filter((line) => line.endsWith('.ogg')), [], 'before a touch');
    await page.locator('.read-aloud').click();
    const clips = await until('three clips are read', () => {
      const found = asked.filter((line) => line.endsWith('.ogg'));
      return found.length >= 3 && found;
    });
    const folder = new URL('/assets/audio/ar/', searchd.address);
    for (const line of clips) assert.ok(line.startsWith(`200 ${folder}`), line);
    assert.ok(asked.every((line) => line.slice(4).startsWith(new URL(searchd.address).origin)), asked.join('\n'));
    const [session] = kiosk.sessions();
    await page.locator('.bar [data-kind="finish"]').click().catch(() => {});
    await kiosk.ready(session, 3);
  });
});

test('two fingers, a resting one, one from the edge and a dropped file lead nowhere', {skip}, async () => {
  await onKiosk(inspected, async (kiosk) => {
    const page = await kiosk.page();
    const devtools = await page.context().newCDPSession(page);
    const touch = (type, ...points) => devtools.send('Input.dispatchTouchEvent', {type, touchPoints: points.map(([x, y], id) => ({x, y, id}))});
    const gestures = {
      async pinch() {
        await touch('touchStart', [600, 200], [700, 200]);
        for (let step = 1; step <= 10; step++) await touch('touchMove', [600 - 20 * step, 200], [700 + 20 * step, 200]);
      },
      async 'long press'() {
        await touch('touchStart', [683, 120]);
        await sleep(1200);
      },
      async 'swipe from the left edge'() {
        await touch('touchStart', [1, 300]);
        for (let step = 1; step <= 10; step++) await touch('touchMove', [60 * step, 300]);
      },
      async 'swipe down from the top'() {
        await touch('touchStart', [683, 1]);
        for (let step = 1; step <= 10; step++) await touch('touchMove', [683, 50 * step]);
      },
    };
    const windows = await kiosk.windows();
    for (const [name, gesture] of Object.entries(gestures)) {
      await gesture();
      await touch('touchEnd');
      await sleep(300);
      assert.deepEqual(await kiosk.windows(), windows, name);
    }
    const data = {items: [], files: [kiosk.emergency], dragOperationsMask: 1};
    for (const type of ['dragEnter', 'dragOver', 'drop']) await devtools.send('Input.dispatchDragEvent', {type, x: 683, y: 120, data});
    await sleep(500);
    await kiosk.ready(undefined, 3);
    assert.equal((await kiosk.page()).url(), searchd.address);
  });
});

test('with a keyboard that has all its keys, whatever leaves the page is undone within 3 s', {skip}, async () => {
  await onKiosk({}, async (kiosk) => {
    for (const way of long ? ways : ways.slice(0, 8)) {
      const session = await kiosk.ready();
      await sleep(1000);  // Until the shell has seen the page, too.
      // As a keyboard that was plugged in a moment ago.
      await kiosk.x('setxkbmap', 'us');
      await take(kiosk, way);
      await sleep(400);
      const left = !await kiosk.showsOnlyKiosk() || kiosk.sessions()[0] !== session;
      if (left) await kiosk.undone(way, () => kiosk.showsOnlyKiosk(), 3);
    }
  });
});

test('what isn\'t the kiosk stays out: other addresses, files, the browser\'s own pages', {skip}, async () => {
  await onKiosk(inspected, async (kiosk) => {
    for (const address of ['https://example.org/', 'file:///etc/passwd', 'chrome://settings', 'about:blank', `view-source:${searchd.address}`]) {
      const page = await kiosk.page();
      // The shell has to have seen the page once: only from then on is another title known to be wrong.
      await sleep(1000);
      await page.goto(address).catch(() => {});
      // Undone by another browser, or never followed: either way the kiosk's own page stands there again, and nothing else.
      const back = async () => await kiosk.showsOnlyKiosk() && await kiosk.url() === searchd.address;
      await kiosk.undone(address, back, 3.5);
    }
  });
});
