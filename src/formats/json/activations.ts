import { nearestSpellings } from '../../problems/nearest';

/** The activations that a feed-forward layer can name. Source: ACT2FN of transformers 4.57.6, activations.py. */
const ACTIVATIONS: readonly string[] = [
  'relu',
  'gelu',
  'silu',
  'swish',
  'gelu_10',
  'gelu_accurate',
  'gelu_fast',
  'gelu_new',
  'gelu_python',
  'gelu_python_tanh',
  'gelu_pytorch_tanh',
  'laplace',
  'leaky_relu',
  'linear',
  'mish',
  'prelu',
  'quick_gelu',
  'relu2',
  'relu6',
  'sigmoid',
  'tanh',
  'xielu',
];

const GATE = 'gated-';

/** Those that T5 and its relatives are released with. */
const USUAL: readonly string[] = ['relu', 'gelu', `${GATE}gelu`, `${GATE}silu`];

/**
 * Whether a feed-forward layer is gated: `gated-gelu` is, `relu` is not; null for what the library could not build either,
 * an activation that there is none of.
 */
export function isGated(projection: string): boolean | null {
  const gated = projection.startsWith(GATE);
  return ACTIVATIONS.includes(gated ? projection.slice(GATE.length) : projection) ? gated : null;
}

/** What a projection may have meant, or the usual ones: `"relu" or "gelu"`. */
export function expectedProjections(projection: string): string {
  const known = [...USUAL, ...ACTIVATIONS, ...ACTIVATIONS.map((name) => GATE + name)];
  const nearest = [...new Set(nearestSpellings(projection, known))];
  const listed = (nearest.length > 0 ? nearest : USUAL).map((name) => `"${name}"`);
  return listed.length < 2 ? listed.join('') : `${listed.slice(0, -1).join(', ')} or ${listed.at(-1)}`;
}
