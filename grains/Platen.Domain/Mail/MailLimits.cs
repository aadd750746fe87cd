namespace Platen.Domain.Mail;

/// <summary>Bounds of the outbox.</summary>
public static class MailLimits
{
    /// <summary>Mails of a tenant that may wait; a further one is not taken in, and is counted as lost. The same number stands in the migration that made the outbox.</summary>
    public const int WaitingMax = 10_000;

    /// <summary>Tries of a mail, over some two days.</summary>
    public const int TriesMax = 16;

    /// <summary>Mails that a server takes at a time.</summary>
    public const int LeasedMax = 20;

    /// <summary>Longest answer of a mail server that is kept, in characters.</summary>
    public const int ReasonMax = 400;

    /// <summary>Files that go along with a mail.</summary>
    public const int AttachmentsMax = 3;

    /// <summary>How long one try may take.</summary>
    public static readonly TimeSpan TryMax = TimeSpan.FromMinutes(2);

    /// <summary>How long a server may take over what it took: longer than all its mails take, four at a time, each with the longest try.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(15);

    /// <summary>How long sent mails are listed; what was in them is deleted when they are sent.</summary>
    public static readonly TimeSpan KeepSent = TimeSpan.FromDays(7);

    /// <summary>How long parked mails are kept.</summary>
    public static readonly TimeSpan KeepParked = TimeSpan.FromDays(30);

    /// <summary>How long a mail that has no link in it is of use.</summary>
    public static readonly TimeSpan UsefulFor = TimeSpan.FromDays(3);

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PauseMax = TimeSpan.FromHours(6);

    /// <summary>The pause after that many tries: half a minute, and twice as long each time, six hours at most.</summary>
    public static TimeSpan PauseAfter(int tries) => TimeSpan.FromTicks(Math.Min(PauseMax.Ticks, FirstPause.Ticks << Math.Clamp(tries - 1, 0, 12)));
}
