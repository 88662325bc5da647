import type { Block } from './blocks';

/** A topic of help: the pages of `scaleplan help TOPIC`, and the sections of the manual. */
interface Topic {
  readonly name: string;
  readonly summary: string;
  /** What it says, with figures computed when it is asked for. */
  readonly blocks: () => Promise<readonly Block[]>;
}

/** The topics, in the order in which help lists them. */
export const TOPICS: readonly Topic[] = [
  {
    name: 'names',
    summary: 'how models are named: sizes, operators, sweeps, families, files',
    blocks: async () => (await import('./names')).namesTopic(),
  },
  {
    name: 'units',
    summary: 'what every number means, and how numbers are written',
    blocks: async () => (await import('./units')).unitsTopic(),
  },
  {
    name: 'accuracy',
    summary: 'how far estimates are from what was measured',
    blocks: async () => (await import('./accuracy')).accuracyTopic(),
  },
  {
    name: 'budgets',
    summary: 'what models can be held to, and what suggest makes of it',
    blocks: async () => (await import('./budgets')).budgetsTopic(),
  },
  {
    name: 'machines',
    summary: 'the machines that are known, their slices and prices',
    blocks: async () => (await import('./machines')).machinesTopic(),
  },
  {
    name: 'exit',
    summary: 'exit codes, files, and variables of the environment',
    blocks: async () => (await import('./exit')).exitTopic(),
  },
];
