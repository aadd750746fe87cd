using Google.Protobuf;

namespace Platen.SiteAgent.Spool.Disk;

/// <summary>Small messages that are remembered over a restart, a file each: a magic word of four bytes, then the message. Each is replaced whole, or not at all.</summary>
/// <param name="disk">Where they lie.</param>
/// <param name="folder">Their folder; nothing else lies in it.</param>
/// <param name="format">What their files look like.</param>
internal abstract class NoteFiles<TNote>(IDisk disk, string folder, NoteFormat<TNote> format)
    where TNote : class, IMessage<TNote>
{
    /// <summary>What is remembered. What is damaged is reported; what was half-written before a crash is deleted.</summary>
    public IReadOnlyList<TNote> Load(Action<string> reportDamaged)
    {
        disk.CreateDirectory(folder);
        var found = new List<TNote>();
        foreach (var path in disk.List(folder))
        {
            var isNote = path.EndsWith(format.Extension, StringComparison.Ordinal);
            if (isNote && TryRead(path) is { } note)
            {
                found.Add(note);
                continue;
            }

            if (isNote)
            {
                reportDamaged(path);
            }

            if (!isNote || format.DeletesDamaged)
            {
                disk.Delete(path);
            }
        }

        return found;
    }

    /// <summary>Remembers a note in its present state; durable when it returns.</summary>
    /// <exception cref="FormatException">The note names nothing.</exception>
    public void Save(TNote note)
    {
        var path = PathOf(NameOf(note) ?? throw new FormatException($"A {typeof(TNote).Name} without a valid id cannot be remembered."));
        var temporary = path + ".new";
        disk.Delete(temporary);
        using (var file = disk.Create(temporary))
        {
            file.Write([.. format.Magic, .. note.ToByteArray()], 0);
            file.SyncData();
        }

        disk.Rename(temporary, path);
        disk.SyncDirectory(folder);
    }

    /// <summary>The name of a note's file; null when its ids are none.</summary>
    protected abstract string? NameOf(TNote note);

    /// <summary>Forgets a note; a crash may bring it back.</summary>
    protected void Remove(string name) => disk.Delete(PathOf(name));

    private string PathOf(string name) => Path.Combine(folder, name + format.Extension);

    private TNote? TryRead(string path)
    {
        using var file = disk.Open(path);
        var bytes = new byte[format.FileBytesMax];
        var read = file.Read(bytes, 0);
        if (read < format.Magic.Length || !bytes.AsSpan(0, format.Magic.Length).SequenceEqual(format.Magic))
        {
            return null;
        }

        try
        {
            var note = format.Parser.ParseFrom(bytes, format.Magic.Length, read - format.Magic.Length);
            return NameOf(note) is null ? null : note;
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }
}
