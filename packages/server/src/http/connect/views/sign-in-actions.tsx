/** The end of a form that is part of signing in: on, or away without what has been typed being looked at. */
export const SignInActions = (texts: {
  readonly submitId: string;
  readonly submit: string;
  readonly cancel: string;
}) => (
  <div class="actions">
    <button class="button button--wide" id={texts.submitId} type="submit">
      {texts.submit}
    </button>
    <button
      class="text-button"
      id="cancel-button"
      type="submit"
      name="cancel"
      value="yes"
      formNoValidate
    >
      {texts.cancel}
    </button>
  </div>
);
