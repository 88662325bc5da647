import type { DepthStudy, ShapeDepth } from '../evidence/depth';
import { formatCount } from '../units/format';
import type { Canvas } from './style';
import { drawTable } from './table';
import { paragraph } from './wrap';

/** Depths of shapes by Levine et al. and by the paper, and why they disagree. */
export function drawDepth(study: DepthStudy, canvas: Canvas): string {
  const { fit, paperSource } = study;
  const lines = [
    `${fit.source}; intercept ${fit.intercept}, slope ${fit.slope}. ${paperSource}. Below: the optimal depth on d_model and on d_ff, and the limit of the paper.`,
    ...study.explanation,
  ];
  const [formula, ...explanation] = lines.map((line) => paragraph('  ', line, canvas.width));
  return [formula, depthTable(study.shapes, canvas), ...explanation].join('\n\n');
}

function depthTable(shapes: readonly ShapeDepth[], canvas: Canvas): string {
  const right = { align: 'right' } as const;
  const columns = [
    { title: 'Model' },
    { title: 'Layers', ...right },
    { title: 'Parameters', ...right },
    { title: 'd_model', ...right },
    { title: 'd_ff', ...right },
    { title: 'on d_model', ...right },
    { title: 'on d_ff', ...right },
    { title: 'Limit', ...right },
  ];
  const rows = shapes.map((shape) => [
    { text: shape.name, set: canvas.style.strong },
    `${shape.encoderLayers}/${shape.decoderLayers}`,
    formatCount(shape.parameters),
    String(shape.dModel),
    String(shape.dFf),
    layersOf(shape.optimumOnDModel),
    layersOf(shape.optimumOnDFf),
    shape.paperLimit === null ? '-' : String(shape.paperLimit),
  ]);
  return drawTable(columns, rows, canvas);
}

/** The fit has no optimum of a layer or more for the narrowest widths. */
function layersOf(optimum: number): string {
  return optimum < 1 ? '-' : optimum.toFixed(1);
}
