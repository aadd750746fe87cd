using System.Globalization;
using Platen.SiteAgent.Spool.Disk;

namespace Platen.SiteAgent.Journal;

/// <summary>The names in the journal's folder: <c>journal-N.plj</c>, <c>checkpoint-N.plc</c> (N: 16 hexadecimal digits), and <c>spare.plj</c>, a zeroed file for the next N.</summary>
internal sealed class JournalFolder(IDisk disk, string path)
{
    private const string JournalPrefix = "journal-";
    private const string JournalSuffix = ".plj";
    private const string CheckpointPrefix = "checkpoint-";
    private const string CheckpointSuffix = ".plc";
    private const string TemporarySuffix = ".new";

    public string Path => path;

    public string Spare => System.IO.Path.Combine(path, "spare.plj");

    public string SpareInTheMaking => Spare + TemporarySuffix;

    public string Journal(ulong number) => System.IO.Path.Combine(path, $"{JournalPrefix}{number:x16}{JournalSuffix}");

    public string Checkpoint(ulong number) => System.IO.Path.Combine(path, $"{CheckpointPrefix}{number:x16}{CheckpointSuffix}");

    public string CheckpointInTheMaking(ulong number) => Checkpoint(number) + TemporarySuffix;

    /// <summary>Numbers of the journal files, ascending.</summary>
    public IReadOnlyList<ulong> ListJournals() => ListNumbers(JournalPrefix, JournalSuffix);

    /// <summary>Numbers of the finished checkpoints, ascending.</summary>
    public IReadOnlyList<ulong> ListCheckpoints() => ListNumbers(CheckpointPrefix, CheckpointSuffix);

    /// <summary>Removes what a crash left half made.</summary>
    public void RemoveUnfinished()
    {
        foreach (var file in disk.List(path).Where(file => file.EndsWith(TemporarySuffix, StringComparison.Ordinal)))
        {
            disk.Delete(file);
        }
    }

    private List<ulong> ListNumbers(string prefix, string suffix)
    {
        var numbers = new List<ulong>();
        foreach (var name in disk.List(path).Select(file => System.IO.Path.GetFileName(file)))
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal) && name.EndsWith(suffix, StringComparison.Ordinal)
                && ulong.TryParse(name.AsSpan()[prefix.Length..^suffix.Length], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number))
            {
                numbers.Add(number);
            }
        }

        numbers.Sort();
        return numbers;
    }
}
