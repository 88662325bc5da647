import {
  describe,
  parseName,
  readCalibration,
  readConfig,
  writeCalibration,
  writeConfig,
} from '../../src/index';

/** What a getter or a function of the caller's throws: it comes out as it is. */
export const THROWN = new RangeError('thrown by what the caller gave');

const fails = (): never => {
  throw THROWN;
};

const RUNS = 'model,machine,chips,steps/s\nSM,tpu-v3,16,23\nBASE,tpu-v3,16,9';

/** An object within an object, so many times. */
function nested(times: number): object {
  let object = {};
  for (let i = 0; i < times; i++) object = { shape: object };
  return object;
}

/** An object that holds itself. */
function cycle(): object {
  const object: Record<string, unknown> = { name: 'SM' };
  object['shape'] = object;
  return object;
}

/** What JSON has no word for, and what is long to write: a text that begins with `$` stands for one of these. */
const SPECIAL: Readonly<Record<string, () => unknown>> = {
  $undefined: () => undefined,
  $NaN: () => Number.NaN,
  $Infinity: () => Number.POSITIVE_INFINITY,
  '$-Infinity': () => Number.NEGATIVE_INFINITY,
  '$-0': () => -0,
  $bigint: () => 64n,
  $symbol: () => Symbol('SM'),
  $function: () => () => 'SM',
  $false: () => () => false,
  $true: () => () => true,
  $fails: () => fails,
  $date: () => new Date(0),
  $invalidDate: () => new Date(Number.NaN),
  $map: () => new Map([['SM', 1]]),
  $set: () => new Set(['SM']),
  $bytes: () => new Uint8Array(8),
  $regexp: () => /SM/,
  $error: () => new Error('SM'),
  $promise: () => Promise.resolve('SM'),
  $text: () => new String('SM'),
  $number: () => new Number(64),
  $global: () => globalThis,
  $bare: () => Object.assign(Object.create(null), { shape: parseName('SM') }),
  $bareTexts: () => Object.assign(Object.create(null), { toString: 'SM' }),
  $class: () => class SM {},
  $toJSON: () => ({ toJSON: () => 'SM' }),
  $toJSONFails: () => ({ toJSON: fails }),
  $getters: () => ({ ...getters(), name: 'SM' }),
  $fallingGetters: () => getters(),
  $proxy: () => new Proxy({}, { get: fails, has: fails, ownKeys: fails }),
  $proxyList: () => new Proxy([], { get: fails, has: fails, ownKeys: fails }),
  $revoked: () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  },
  $changing: () => {
    let asked = 0;
    return {
      get chips() {
        asked += 1;
        return asked > 1 ? {} : 16;
      },
    };
  },
  $cycle: cycle,
  $cycleList: () => {
    const list: unknown[] = ['SM'];
    list.push(list);
    return list;
  },
  $deep: () => nested(30_000),
  $long: () => 'NL24-'.repeat(40_000),
  $longBraces: () => '{2,4}'.repeat(40_000),
  $longDigits: () => '9'.repeat(200_000),
  $longSpaces: () => ' '.repeat(200_000),
  $many: () => Array(12_000).fill('SM'),
  $manyRows: () => Array(12_000).fill({ n: 1, loss: 2 }),
  $manyKeys: () => Object.fromEntries(Array.from({ length: 12_000 }, (_, i) => [`k${i}`, i])),
  $sparse: () => Array(1e9),
  $holes: () => ['SM', undefined, 'BASE'],
  $shape: () => parseName('NL24-SM'),
  $vision: () => parseName('ViT-S/32'),
  $described: () => describe('NL24-SM', { chips: 64 }),
  $config: () => readConfig(writeConfig('NL24-SM', 'hf')),
  $calibration: () => readCalibration(writeCalibration(RUNS)),
};

function getters(): object {
  return Object.defineProperty({}, 'chips', { get: fails, enumerable: true });
}

/** The names of what JSON cannot say. */
export const SPECIAL_NAMES: readonly string[] = Object.keys(SPECIAL);

/** A text of JSON as a value; what is no JSON is the text itself. `__proto__` is a key like any other. */
export function readValue(text: string): unknown {
  try {
    return JSON.parse(text, (_, value: unknown) => special(value));
  } catch {
    return special(text);
  }
}

function special(value: unknown): unknown {
  return typeof value === 'string' && Object.hasOwn(SPECIAL, value)
    ? (SPECIAL[value] as () => unknown)()
    : value;
}
