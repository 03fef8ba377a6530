import { PlantNotes } from '../rules/plant-notes.ts';
import { createPlantView, type PlantView } from '../rules/plant-view.ts';
import { loadPlant, type Plant } from '../store/plant.ts';
import type { ReadingProject } from './project.ts';

/** A project's plant in memory, and the view of it that rules read. */
export function loadPlantView({ database }: ReadingProject): {
  readonly plant: Plant;
  readonly view: PlantView;
} {
  const notes = new PlantNotes();
  const plant = loadPlant(database, notes);
  return { plant, view: createPlantView(plant, notes) };
}
