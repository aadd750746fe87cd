namespace Platen.SiteAgent.Spool;

/// <summary>The settings under <c>Spool</c>. Validated at start (<see cref="Hosting.SpoolOptionsValidator"/>).</summary>
internal sealed class SpoolOptions
{
    public const string Section = "Spool";

    /// <summary>The agent's folder for documents, journal and keys; on a local file system with working fsync.</summary>
    public string Directory { get; set; } = "";

    /// <summary>A segment file, in bytes: documents up to <see cref="LargeJobBytes"/> share segments. 4 MiB to 1 GiB.</summary>
    public int SegmentBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>Larger documents get a file of their own, and stream to it instead of being collected in memory. 64 KiB to 1 MiB.</summary>
    public int LargeJobBytes { get; set; } = ChunkBatch.PlainBytesMax;

    /// <summary>The largest document that is accepted, in bytes.</summary>
    public long JobBytesMax { get; set; } = 16L * 1024 * 1024 * 1024;

    /// <summary>High-water mark: documents on disk, in bytes; above it nothing is accepted. 0: only the free space counts.</summary>
    public long SpoolBytesMax { get; set; }

    /// <summary>New documents are refused when less than this is free on the disk, in bytes: what is held can then still be released and accounted.</summary>
    public long FreeBytesReserve { get; set; } = 256L * 1024 * 1024;

    /// <summary>How many held jobs are expected at most: 100 % for the alarms; nothing is refused for it. 0: jobs raise no alarm.</summary>
    public int AlarmJobs { get; set; } = 100_000;

    /// <summary>The first alarm, in percent of what the disk, <see cref="SpoolBytesMax"/> or <see cref="AlarmJobs"/> allow.</summary>
    public int NoticePercent { get; set; } = 80;

    /// <summary>The second alarm.</summary>
    public int WarningPercent { get; set; } = 90;

    /// <summary>The last alarm before documents are refused.</summary>
    public int CriticalPercent { get; set; } = 95;

    /// <summary>How far below its mark the fill must fall until an alarm ends, so that it does not come and go. 0 to 20.</summary>
    public int AlarmFallPercent { get; set; } = 5;

    /// <summary>Empty segments that are prepared ahead (overwriting is several times faster to sync than extending). 0 to 64.</summary>
    public int SpareSegments { get; set; } = 2;

    /// <summary>Records in one group commit at most. 1 to 4,096.</summary>
    public int CommitRecordsMax { get; set; } = 512;

    /// <summary>Bytes of records in one group commit at most. 64 KiB to 4 MiB.</summary>
    public int CommitBytesMax { get; set; } = 2 * 1024 * 1024;

    /// <summary>A journal file, in bytes; larger than any one commit. 8 MiB to 1 GiB.</summary>
    public long JournalFileBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>A checkpoint is made after this much journal, in bytes: it bounds what a start has to read. 1 MiB to 4 GiB.</summary>
    public long CheckpointBytes { get; set; } = 32 * 1024 * 1024;

    /// <summary>How old the site key becomes before it is replaced (EN05). 1 to 3,650 days.</summary>
    public TimeSpan SiteKeyLifetime { get; set; } = TimeSpan.FromDays(90);

    /// <summary>
    /// A certificate of your own with an RSA key of 2,048 bits or more (EN02), PEM or PFX: site keys and transfer key lie on disk wrapped by it, so that without its key nobody can read a document. Read at the start only, so the file
    /// can be on a medium that is there only then. Empty: the keys are protected by the file's rights.
    /// </summary>
    public string KeyCertificateFile { get; set; } = "";

    /// <summary>Its private key (PEM), when it is not in <see cref="KeyCertificateFile"/>.</summary>
    public string KeyCertificateKeyFile { get; set; } = "";

    /// <summary>A file whose first line is the password of the PFX or of the encrypted key.</summary>
    public string KeyCertificatePasswordFile { get; set; } = "";

    /// <summary>The certificate that was used until now, with its key, when another one, or none, takes its place; it can be left out after the next start.</summary>
    public string PreviousKeyCertificateFile { get; set; } = "";

    /// <summary>How often expired jobs are looked for. 1 second to 1 day.</summary>
    public TimeSpan ExpirySweepInterval { get; set; } = TimeSpan.FromMinutes(1);
}
