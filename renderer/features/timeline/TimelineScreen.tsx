/** The screen of the timeline, by the name that the router knows. */
export { WorkflowTimeline as TimelineScreen } from './WorkflowTimeline.tsx';
