import { configure } from '@testing-library/react';

// A busy machine takes its time: what is waited for comes late, and the default of a second is soon over.
configure({ asyncUtilTimeout: 15_000 });
