using System.Globalization;
using Platen.SiteAgent.Spool.Disk;
using Platen.SiteAgent.Uplink;

namespace Platen.SiteAgent.Sessions;

/// <summary>
/// The uplink's state, with the last contact kept on disk: after a restart without the server people still log in (I4), and the offline limit goes on from where it was (I5).
/// </summary>
internal sealed class RememberedLinkState : ISiteLinkState
{
    /// <summary>The file's name in its folder: one line, a time in ISO 8601.</summary>
    public const string FileName = "last-contact";

    private static readonly TimeSpan WriteEvery = TimeSpan.FromMinutes(1);

    private readonly LinkState _link;
    private readonly IDisk _disk;
    private readonly TimeProvider _time;
    private readonly string _path;
    private readonly DateTimeOffset? _beforeStart;
    private DateTimeOffset _written;

    public RememberedLinkState(LinkState link, IDisk disk, string folder, TimeProvider time)
    {
        (_link, _disk, _time) = (link, disk, time);
        _path = Path.Combine(folder, FileName);
        _beforeStart = Read();
        _written = _beforeStart ?? default;
    }

    public bool IsOnline => _link.IsOnline;

    public DateTimeOffset? LastContact => _link.LastContact ?? _beforeStart;

    /// <summary>Writes the last contact down, at most once a minute. A crash in between costs that minute at most, on the strict side.</summary>
    public void Save()
    {
        if (_link.LastContact is not { } contact || contact - _written < WriteEvery)
        {
            return;
        }

        var temporary = _path + ".new";
        _disk.Delete(temporary);
        using (var file = _disk.Create(temporary))
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(contact.ToString("O", CultureInfo.InvariantCulture)), 0);
            file.SyncData();
        }

        _disk.Rename(temporary, _path);
        _disk.SyncDirectory(Path.GetDirectoryName(_path)!);
        _written = contact;
    }

    // what cannot be read, or lies in the future (a clock that was set back), counts as no contact: the strict side
    private DateTimeOffset? Read()
    {
        if (!_disk.Exists(_path))
        {
            return null;
        }

        using var file = _disk.Open(_path);
        var bytes = new byte[64];
        var text = System.Text.Encoding.ASCII.GetString(bytes, 0, file.Read(bytes, 0));
        return DateTimeOffset.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) && at <= _time.GetUtcNow() ? at : null;
    }
}
