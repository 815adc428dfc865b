import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { useText } from '../i18n';
import { words } from '../words';

type FieldProps = { label: string; hint?: ComponentChildren; error?: string; optional?: boolean; wide?: boolean };
type Wired = { id: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined };

/** Label, control, hint and error, tied together for assistive technology. */
const Field = ({ label, hint, error, optional, wide, control }: FieldProps & { control: (wired: Wired) => ComponentChildren }) => {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div class={`field ${wide ? 'wide' : ''}`}>
      <label htmlFor={id}>{label}{optional && <span class="optional">{useText(words).optional}</span>}</label>
      {control({ id, 'aria-describedby': described || undefined, 'aria-invalid': error ? true : undefined })}
      {hint && <p class="hint" id={`${id}-hint`}>{hint}</p>}
      {error && <p class="error" id={`${id}-error`}>{error}</p>}
    </div>
  );
};

// Preact types an input per `type`; the three used here take the same attributes.
type TextProps = FieldProps & {
  value: string; onText: (value: string) => void; type?: 'text' | 'date' | 'email'; inputMode?: 'decimal'; readOnly?: boolean;
};

export const TextField = ({ label, hint, error, optional, wide, value, onText, type = 'text', inputMode, readOnly }: TextProps) => (
  <Field {...{ label, hint, error, optional, wide }} control={(wired) => (
    <input {...wired} type={type as 'text'} inputMode={inputMode} readOnly={readOnly} autoComplete="off" value={value} onInput={(event) => onText(event.currentTarget.value)} />
  )} />
);

export const TextArea = ({ label, hint, error, optional, wide, value, onText, rows = 3 }: FieldProps & { value: string; onText: (value: string) => void; rows?: number }) => (
  <Field {...{ label, hint, error, optional, wide }} control={(wired) => (
    <textarea {...wired} rows={rows} value={value} onInput={(event) => onText(event.currentTarget.value)} />
  )} />
);

type SelectProps<V extends string> = FieldProps & { value: V; onPick: (value: V) => void; options: [V, string][]; disabled?: boolean };

export const SelectField = <V extends string>({ label, hint, error, optional, wide, value, onPick, options, disabled }: SelectProps<V>) => (
  <Field {...{ label, hint, error, optional, wide }} control={(wired) => (
    <select {...wired} value={value} disabled={disabled} onChange={(event) => onPick(event.currentTarget.value as V)}>
      {options.map(([key, text]) => <option key={key} value={key}>{text}</option>)}
    </select>
  )} />
);

/** A select whose label only assistive technology reads; for toolbars. */
export const Pick = <V extends string>({ label, value, onPick, options, disabled }: { label: string; value: V; onPick: (value: V) => void; options: [V, string][]; disabled?: boolean }) => (
  <select class="pick" aria-label={label} value={value} disabled={disabled} onChange={(event) => onPick(event.currentTarget.value as V)}>
    {options.map(([key, text]) => <option key={key} value={key}>{text}</option>)}
  </select>
);

export const Check = ({ label, hint, checked, onToggle, disabled }: { label: string; hint?: string; checked: boolean; onToggle: (checked: boolean) => void; disabled?: boolean }) => {
  const id = useId();
  return (
    <div class="check">
      <input type="checkbox" id={id} checked={checked} disabled={disabled} aria-describedby={hint && `${id}-hint`}
        onChange={(event) => onToggle(event.currentTarget.checked)} />
      <div>
        <label htmlFor={id}>{label}</label>
        {hint && <p class="hint" id={`${id}-hint`}>{hint}</p>}
      </div>
    </div>
  );
};

/** A few exclusive choices side by side. */
export const Choice = <V extends string>({ legend, value, onPick, options }: { legend: string; value: V; onPick: (value: V) => void; options: [V, string][] }) => {
  const name = useId();
  return (
    <fieldset class="choice">
      <legend>{legend}</legend>
      <div class="segments">
        {options.map(([key, text]) => (
          <label key={key} class="segment">
            <input type="radio" name={name} value={key} checked={value === key} onChange={() => onPick(key)} />
            <span>{text}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
};
