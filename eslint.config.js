import js from "@eslint/js";

/** Text is always text. */
const MARKUP = ["innerHTML", "outerHTML", "insertAdjacentHTML"];

export default [
  { ignores: ["static/vendor/"] },
  js.configs.recommended,
  {
    rules: {
      // The type check knows every name, of a browser and of ours.
      "no-undef": "off",
      "no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "eqeqeq": "error",
      "no-var": "error",
      "prefer-const": "error",
      "object-shorthand": "error",
      "prefer-template": "error",
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-script-url": "error",
      "no-console": "error",
      "no-alert": "error",
      "no-self-compare": "error",
      "no-unmodified-loop-condition": "error",
      "array-callback-return": "error",
      "no-duplicate-imports": "error",
      "no-restricted-properties": ["error", ...MARKUP.map((property) => ({ property, message: "Use el()." }))],
    },
  },
];
