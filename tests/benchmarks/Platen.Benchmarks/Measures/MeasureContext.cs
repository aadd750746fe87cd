using System.Globalization;

namespace Platen.Benchmarks.Measures;

/// <summary>What the measures of one run share.</summary>
internal sealed class MeasureContext : IDisposable
{
    private readonly string[] _args;

    public MeasureContext(string[] args)
    {
        _args = args;
        Folders = new BenchFolders(Text("--dir") ?? Path.GetTempPath(), keep: args.Contains("--keep"));
        Rounds = Number("--rounds", 5);
    }

    public BenchFolders Folders { get; }

    /// <summary>How often each side is measured, in turn; 5, or <c>--rounds</c>.</summary>
    public int Rounds { get; }

    /// <summary>Whether all goals so far were met.</summary>
    public bool AllMet { get; private set; } = true;

    public int Number(string name, int otherwise) => Text(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    public void Print(MeasureLine line) => AllMet &= line.Print();

    public void Dispose() => Folders.Dispose();

    private string? Text(string name)
    {
        var at = Array.IndexOf(_args, name);
        return at >= 0 && at + 1 < _args.Length ? _args[at + 1] : null;
    }
}
