using Platen.SiteAgent.Identity;

namespace Platen.SiteAgent.Alarms;

/// <summary>Remembers over a restart which alarms were told: a small file, <c>NAME LEVEL</c> a line. Nothing rests on it but that an alarm is told once; so one that does not read is as none.</summary>
internal sealed class AlarmMemory(AgentFolders folders, ILogger<AlarmMemory> logger)
{
    private readonly KeptText _kept = new(Path.Combine(folders.Root, "alarms"), logger);

    public Dictionary<string, string> Load()
    {
        var told = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var words in (_kept.Read() ?? "").Split('\n').Select(line => line.Split(' ')).Where(words => words.Length == 2))
        {
            told[words[0]] = words[1];
        }

        return told;
    }

    public void Save(IReadOnlyDictionary<string, string> told) =>
        _kept.Replace(string.Concat(told.Where(alarm => alarm.Value.Length > 0).Select(alarm => $"{alarm.Key} {alarm.Value}\n")));
}
