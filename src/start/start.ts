import { join } from 'node:path';
import type * as Program from '../main';
import type { StreamingProcess } from '../program/directOutput';
import { readImage, writeImage } from './image';
import { loaderOf } from './loader';

/** Tells one build of the program from another. */
declare const SCALEPLAN_BUILD: string;

const PROGRAM = 'scaleplan.cjs';

/** Exit codes of commands that ran to their end; a word that is none has another. */
const ANSWERED = [0, 1];

/** Node's own process. */
interface NodeProcess extends StreamingProcess {
  readonly version: string;
  readonly arch: string;
}

/**
 * Runs the command line of Node's own process. What Node compiles for a command is kept beside the program for the next call
 * of that command, as Python keeps it in `__pycache__`: nowhere else, and only where the program's folder can be written.
 */
export async function start(process: NodeProcess): Promise<void> {
  const { env, argv, version, arch } = process;
  const [command = ''] = argv.slice(2);
  const isKept = /^[a-z]+$/.test(command) && !env['NODE_DISABLE_COMPILE_CACHE'];
  const path = join(__dirname, 'images', `${SCALEPLAN_BUILD}-${version}-${arch}`, command);
  const loader = loaderOf(__dirname, isKept ? readImage(path) : null);
  const program = loader.load(PROGRAM) as typeof Program;
  await program.start(process);
  if (!isKept || !ANSWERED.includes(Number(process.exitCode))) return;
  const image = loader.image();
  if (image !== null) writeImage(path, image);
}
