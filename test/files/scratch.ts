import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder of a test's own. */
export class Scratch {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'scaleplan-test-')));

  path(path: string): string {
    return join(this.root, path);
  }

  write(path: string, content: string | Uint8Array | object): string {
    mkdirSync(dirname(this.path(path)), { recursive: true });
    const isRaw = typeof content === 'string' || content instanceof Uint8Array;
    writeFileSync(this.path(path), isRaw ? content : `${JSON.stringify(content, null, 2)}\n`);
    return path;
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** A Hugging Face configuration of Small with other depths. */
export function small(layers: number, more: object = {}): object {
  return {
    model_type: 't5',
    d_ff: 2048,
    d_kv: 64,
    d_model: 512,
    num_heads: 8,
    num_layers: layers,
    num_decoder_layers: layers,
    vocab_size: 32128,
    feed_forward_proj: 'relu',
    ...more,
  };
}
