using Platen.Domain.Directories;
using Platen.Domain.Users;

namespace Platen.Grains.Directories;

/// <summary>What a run would change: read first and wholly, so that the brake decides before anything is written. Of rows only the first are kept, the counts count all.</summary>
internal sealed class DirectoryPlan
{
    private readonly List<DirectoryRow> _rows = [];

    public List<(Group? Before, Group After)> Groups { get; } = [];

    public List<(User? Before, User After)> Users { get; } = [];

    public DirectoryCounts Counts { get; set; } = new();

    public IReadOnlyList<DirectoryRow> Rows => _rows;

    /// <summary>Active users of the directory before the run.</summary>
    public int ActiveBefore { get; set; }

    /// <summary>Up to where changes are known when the run has ended.</summary>
    public string Mark { get; set; } = "";

    public void Note(DirectoryRowKind kind, string name, string text)
    {
        if (_rows.Count < DirectoryRun.RowsMax)
        {
            _rows.Add(new DirectoryRow(kind, Printable(name), text));
        }
    }

    public void Refuse(string name, string why)
    {
        Counts = Counts with { Refused = Counts.Refused + 1 };
        Note(DirectoryRowKind.Refused, name, why);
    }

    public void Add(User user)
    {
        Users.Add((null, user));
        Counts = Counts with { Added = Counts.Added + 1 };
        Note(DirectoryRowKind.Added, user.LoginName, user.Active ? "" : "switched off in the directory");
    }

    public void Change(User before, User after, string why = "")
    {
        if (ReferenceEquals(before, after))
        {
            return;
        }

        Users.Add((before, after));
        var text = why.Length > 0 ? why : PersonDiff.Describe(before, after);
        var kind = (before.Active, after.Active) switch
        {
            (true, false) => DirectoryRowKind.ShutOut,
            (false, true) => DirectoryRowKind.LetIn,
            _ => DirectoryRowKind.Changed,
        };
        Counts = kind switch
        {
            DirectoryRowKind.ShutOut => Counts with { ShutOut = Counts.ShutOut + 1 },
            DirectoryRowKind.LetIn => Counts with { LetIn = Counts.LetIn + 1 },
            _ => Counts with { Changed = Counts.Changed + 1 },
        };
        Note(kind, after.LoginName, text);
    }

    // names of entries are the directory's: bounded, and without what steers a terminal
    private static string Printable(string name)
    {
        const int NameMax = 200;
        var text = name.Length > NameMax ? name[..NameMax] + "…" : name;
        return string.Concat(text.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c));
    }
}
