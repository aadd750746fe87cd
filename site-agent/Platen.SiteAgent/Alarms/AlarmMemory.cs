using Platen.SiteAgent.Identity;

namespace Platen.SiteAgent.Alarms;

/// <summary>Remembers over a restart which alarms were told: a small file, <c>NAME LEVEL</c> a line. Nothing rests on it but that an alarm is told once; so one that does not read is as none.</summary>
internal sealed class AlarmMemory(AgentFolders folders)
{
    private const int FileBytesMax = 4 * 1024;

    private readonly string _path = Path.Combine(folders.Root, "alarms");

    public Dictionary<string, string> Load()
    {
        var told = new Dictionary<string, string>(StringComparer.Ordinal);
        if (new FileInfo(_path) is { Exists: true, Length: <= FileBytesMax })
        {
            foreach (var words in File.ReadAllLines(_path).Select(line => line.Split(' ')).Where(words => words.Length == 2))
            {
                told[words[0]] = words[1];
            }
        }

        return told;
    }

    public void Save(IReadOnlyDictionary<string, string> told)
    {
        var draft = _path + ".new";
        File.WriteAllLines(draft, told.Where(alarm => alarm.Value.Length > 0).Select(alarm => $"{alarm.Key} {alarm.Value}"));
        File.Move(draft, _path, overwrite: true);
    }
}
