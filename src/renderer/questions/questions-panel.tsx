/** Questions of the open scene. */
export default function QuestionsPanel() {
  return <p>Questions about this scene appear here.</p>;
}
