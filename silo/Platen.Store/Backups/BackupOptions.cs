namespace Platen.Store.Backups;

/// <summary>Settings of backups, section <c>Platen:Backup</c> (OP01).</summary>
public sealed class BackupOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Platen:Backup";

    /// <summary>Where backups are written: best another disk, or a share. Must exist. Empty: none are made by the server.</summary>
    public string Folder { get; set; } = "";

    /// <summary>The key of the files, made by <c>backup make-key FILE</c>: 32 bytes. Keep a copy apart from the backups: without it they are worth nothing. May not lie in <see cref="Folder"/>.</summary>
    public string KeyFile { get; set; } = "";

    /// <summary>
    /// A file whose first line is the passphrase of the second file, which holds the server's keys and certificates. Empty: the keys are not backed up by the server. May not lie in <see cref="Folder"/>.
    /// </summary>
    public string PassphraseFile { get; set; } = "";

    /// <summary>Where the files with the keys are written. Empty: <see cref="Folder"/>.</summary>
    public string KeysTo { get; set; } = "";

    /// <summary>The server's keys; set by the host.</summary>
    public string KeysFrom { get; set; } = "";

    /// <summary>Times of day, <c>hh:mm</c>, separated by commas, 24 at most.</summary>
    public string Times { get; set; } = "01:00,13:00";

    /// <summary>Their time zone, such as <c>Europe/Berlin</c>. Empty: the machine's.</summary>
    public string TimeZone { get; set; } = "";

    /// <summary>A run begins up to so much later than planned; 0 to 6 h.</summary>
    public TimeSpan JitterMax { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a backup is kept; 1 h to 10 years.</summary>
    public TimeSpan Keep { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How many are kept however old they are; 1 to 100.</summary>
    public int KeepAtLeast { get; set; } = 2;

    /// <summary>How many are kept at most; 1 to 500, not less than <see cref="KeepAtLeast"/>.</summary>
    public int KeepMax { get; set; } = 60;

    /// <summary>The last good backup is older: an alarm; 1 h to 1 year.</summary>
    public TimeSpan LateAfter { get; set; } = TimeSpan.FromHours(26);

    /// <summary>A backup, or a restore, that takes longer is given up; 1 min to 1 day.</summary>
    public TimeSpan DurationMax { get; set; } = TimeSpan.FromHours(4);

    /// <summary>No backup is begun when the folder's disk has less free, in bytes.</summary>
    public long FreeBytesMin { get; set; } = 256L * 1024 * 1024;

    /// <summary>The folder of <c>pg_dump</c> and <c>pg_restore</c>. Empty: the database's own version where Debian puts it, a newer one, or what the path has.</summary>
    public string PostgresFolder { get; set; } = "";
}
