namespace Platen.Domain.Directories;

/// <summary>A row of a run's result, for people.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Name">The login name or the group's name; where there is none, the distinguished name.</param>
/// <param name="Text">What becomes of it, or why nothing does.</param>
public sealed record DirectoryRow(DirectoryRowKind Kind, string Name, string Text);
