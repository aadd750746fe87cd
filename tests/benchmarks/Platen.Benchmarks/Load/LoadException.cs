namespace Platen.Benchmarks.Load;

/// <summary>A server did not take what a benchmark sent; a benchmark that sees it ends without a figure.</summary>
internal sealed class LoadException(string message) : Exception(message);
