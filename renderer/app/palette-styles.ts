export const PALETTE_GROUP =
  '[&>[cmdk-group-heading]]:label-caps [&>[cmdk-group-heading]]:px-2 [&>[cmdk-group-heading]]:pt-2 [&>[cmdk-group-heading]]:pb-1';

export const PALETTE_ITEM =
  'flex h-control items-center gap-2 rounded px-2 data-[selected=true]:bg-selected data-[disabled=true]:opacity-50';
