using Google.Protobuf;
using Platen.Contracts.AgentLink.V1;
using Platen.SiteAgent.Spool.Disk;

namespace Platen.SiteAgent.Audit;

/// <summary>
/// The heads on disk, one base64 line each, only ever added to and synced, so that a crash loses at most the line that it was in. When the file is full the newest heads of each chain are written to a new one, which takes its place by a rename.
/// </summary>
internal sealed class AuditHeadFile(IDisk disk, string folder)
{
    /// <summary>The file's name in the agent's data folder.</summary>
    public const string Name = "audit-heads";

    private const int BytesMax = 4 * 1024 * 1024;
    private const int LineBytesMax = 8 * 1024;

    private readonly string _path = Path.Combine(folder, Name);

    /// <summary>Whether the file should be written anew before more is added.</summary>
    public bool IsFull { get; private set; }

    /// <summary>All heads, in the order in which they came. A torn last line, and what is no head, is left out.</summary>
    public List<AuditHead> Load()
    {
        if (!disk.Exists(_path))
        {
            return [];
        }

        using var file = disk.Open(_path);
        var bytes = new byte[Math.Min(file.Length, BytesMax + LineBytesMax)];
        var text = System.Text.Encoding.ASCII.GetString(bytes, 0, file.Read(bytes, 0));
        return [.. text.Split('\n').Select(TryRead).OfType<AuditHead>()];
    }

    /// <summary>Adds heads; durable on return.</summary>
    public void Append(IReadOnlyCollection<AuditHead> heads)
    {
        using var file = disk.Exists(_path) ? disk.Open(_path) : disk.Create(_path);
        file.Write(Lines(heads), file.Length);
        file.SyncData();
        disk.SyncDirectory(folder);
        IsFull = file.Length > BytesMax;
    }

    /// <summary>Replaces the file; durable on return.</summary>
    public void Rewrite(IReadOnlyCollection<AuditHead> heads)
    {
        var draft = _path + ".new";
        disk.Delete(draft);
        using (var file = disk.Create(draft))
        {
            file.Write(Lines(heads), 0);
            file.SyncData();
        }

        disk.Rename(draft, _path);
        disk.SyncDirectory(folder);
        IsFull = false;
    }

    // each line begins with the end of the one before, so that a torn line spoils no other
    private static byte[] Lines(IEnumerable<AuditHead> heads) => System.Text.Encoding.ASCII.GetBytes(string.Concat(heads.Select(head => "\n" + Convert.ToBase64String(head.ToByteArray()) + ".")));

    private static AuditHead? TryRead(string line)
    {
        if (line.Length is 0 or > LineBytesMax || !line.EndsWith('.'))
        {
            return null;
        }

        try
        {
            return AuditHead.Parser.ParseFrom(Convert.FromBase64String(line[..^1]));
        }
        catch (Exception fault) when (fault is FormatException or InvalidProtocolBufferException)
        {
            return null; // a line that a fault of the disk has spoilt: the other heads still tell
        }
    }
}
