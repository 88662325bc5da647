import { RELATIVE_POSITION_BUCKETS } from '../../model/sizes';
import { UserError } from '../../problems/problem';
import { placeIn } from '../../text/place';
import type { GinConfig } from '../gin/config';
import { failValue } from '../gin/expectations';
import { findSetting, parameterOf } from '../gin/lookup';
import type { GinValue } from '../gin/syntax';

const SCOPES = ['encoder', 'decoder', ''];
const LAYERS = ['SelfAttention', 'EncDecAttention', 'DenseReluDense'];

/** @throws UserError `config-other-architecture` for anything but an encoder-decoder of the three layers of T5. */
export function refuseOtherModels(config: GinConfig): void {
  const type = findSetting(config, [parameterOf('run', 'model_type')])?.value;
  if (type?.kind === 'text' && type.value !== 'bitransformer') refuse(type, type.value);
  for (const scope of SCOPES) {
    const layers = findSetting(config, [parameterOf('make_layer_stack', 'layers', scope)])?.value;
    if (layers?.kind === 'list') layers.items.forEach(refuseOtherLayer);
  }
}

/** @throws UserError `config-bad-value` for relative positions in another number of buckets than are counted. */
export function refuseOtherBuckets(config: GinConfig): void {
  for (const scope of SCOPES) {
    const key = parameterOf('SelfAttention', 'relative_attention_num_buckets', scope);
    const setting = findSetting(config, [key]);
    if (!setting || (setting.value.kind === 'number' && setting.value.value === RELATIVE_POSITION_BUCKETS))
      continue;
    failValue(setting, `${RELATIVE_POSITION_BUCKETS}: the buckets that the parameters are counted with`);
  }
}

function refuseOtherLayer(layer: GinValue): void {
  if (layer.kind !== 'reference') return;
  const name = layer.name.split(/[./]/).at(-1) as string;
  if (!LAYERS.includes(name)) refuse(layer, name);
}

function refuse({ source, start, end }: GinValue, found: string): never {
  throw new UserError('config-other-architecture', { found }, placeIn(source, start, end));
}
