namespace Platen.Pdl.Pdf;

/// <summary>The result of walking a page tree.</summary>
/// <param name="Leaves">Pages reached.</param>
/// <param name="Unresolved">Kids that are not known as page or node.</param>
/// <param name="IsTree">False when a node is reached twice: then it is no tree, and the walk stopped there.</param>
/// <param name="DeclaredCount"><c>/Count</c> of the root.</param>
/// <param name="FirstMedia">The first page's media box, inherited if need be.</param>
internal readonly record struct PdfTreeWalk(int Leaves, int Unresolved, bool IsTree, long? DeclaredCount, MediaSize? FirstMedia);
