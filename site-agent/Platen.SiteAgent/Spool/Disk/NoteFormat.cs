using Google.Protobuf;

namespace Platen.SiteAgent.Spool.Disk;

/// <summary>What the files of one kind of notes look like.</summary>
/// <param name="Extension">How their names end.</param>
/// <param name="Magic">How they begin.</param>
/// <param name="FileBytesMax">Largest file that is read.</param>
/// <param name="Parser">Reads the message.</param>
/// <param name="DeletesDamaged">Whether a file that does not read is deleted, or kept for whoever looks into it.</param>
internal sealed record NoteFormat<TNote>(string Extension, byte[] Magic, int FileBytesMax, MessageParser<TNote> Parser, bool DeletesDamaged)
    where TNote : class, IMessage<TNote>;
