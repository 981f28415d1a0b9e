/** The source text of a program with so many layers, none like another. */
export type LayerStack = (layers: number) => string;

/** Layers in the forms in which people write them one after the other. */
export const layerStacks = {
  'one statement a layer': (layers) => `${imports('Dense', 'Input')}
    const layer0 = Input([784]);
    ${list(layers, (index) => `const layer${index + 1} = ${dense(index)}(layer${index});`).join('\n')}
    export { layer${layers} };`,
  pipe: (layers) => `${imports('Dense', 'Input')}
    export const output = Input([784]).pipe(${list(layers, dense).join(', ')});`,
  'Sequential, a list': (layers) => `${imports('Dense', 'Input', 'Sequential')}
    export const model = Sequential([Input([784]), ${list(layers, dense).join(', ')}]);`,
  'Sequential, add': (layers) => `${imports('Dense', 'Input', 'Sequential')}
    export const model = Sequential([Input([784])])${list(layers, (index) => `.add(${dense(index)})`).join('\n')};`,
  'Sequential without an input': (layers) => `${imports('Dense', 'Input', 'Sequential')}
    export const output = Sequential([${list(layers, dense).join(', ')}])(Input([784]));`,
  'residual blocks of Conv2D': (layers) => `${imports('add', 'Conv2D', 'Input')}
    const block0 = Input([224, 224, 3]);
    ${list(layers / 3, residualBlock).join('\n')}
    export { block${Math.ceil(layers / 3)} };`,
  'attention by operations': (layers) => `${imports('Dense', 'Input', 'ops')}
    const block0 = Input([100, 64]);
    ${list(layers / 5, attention).join('\n')}
    export { block${Math.ceil(layers / 5)} };`,
  'models, compiled and trained': (layers) => `${imports('Dense', 'Input', 'Model', 'metrics', 'zeros')}
    const inputs = Input([784]);
    ${list(layers, trained).join('\n')}`,
} satisfies Readonly<Record<string, LayerStack>>;

/** A form of writing layers one after the other. */
export type StackName = keyof typeof layerStacks;

function imports(...names: readonly string[]): string {
  return `import { ${names.join(', ')} } from 'tupleflow';`;
}

function list(count: number, item: (index: number) => string): readonly string[] {
  return Array.from({ length: Math.ceil(count) }, (_, index) => item(index));
}

function dense(index: number): string {
  return `Dense(${1000 + index}, { activation: 'relu' })`;
}

/** Two convolutions and their sum. */
function residualBlock(index: number): string {
  const convolution = `Conv2D(${64 + index}, [3, 3], { padding: 'same', activation: 'relu' })`;
  return `const first${index} = ${convolution}(block${index});
    const second${index} = ${convolution}(first${index});
    const block${index + 1} = add([first${index}, second${index}]);`;
}

/** A layer, and four operations on what it gives. */
function attention(index: number): string {
  return `const values${index} = Dense(${1000 + index})(block${index});
    const scores${index} = ops.einsum('bqd,bkd->bqk', values${index}, values${index});
    const weights${index} = ops.softmax(ops.divide(scores${index}, 8));
    const block${index + 1} = ops.matmul(weights${index}, values${index});`;
}

/** A model of one layer, with logs of its own. */
function trained(index: number): string {
  const size = 1000 + index;
  return `const model${index} = Model({ inputs, outputs: Dense(${size})(inputs) });
    const compiled${index} = model${index}.compile({ loss: 'mse', metrics: ['mae', metrics.AUC({ name: 'auc${index}' })] });
    const history${index} = compiled${index}.fit(zeros([8, 784]), zeros([8, ${size}]));
    export const area${index} = history${index}.then(({ history }) => history.auc${index}.at(-1));`;
}
