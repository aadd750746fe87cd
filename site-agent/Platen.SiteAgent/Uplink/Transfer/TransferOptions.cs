namespace Platen.SiteAgent.Uplink.Transfer;

/// <summary>The settings under <c>Transfer</c>. Validated at start (<see cref="TransferOptionsValidator"/>).</summary>
internal sealed class TransferOptions
{
    public const string Section = "Transfer";

    /// <summary>The folder for what is under way; empty: <c>transfers</c> in the agent's data folder.</summary>
    public string Directory { get; set; } = "";

    /// <summary>A job that was handed over is taken back when its receiver has confirmed nothing new for so long. 10 seconds to 1 day.</summary>
    public TimeSpan UnconfirmedMax { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>… and in any case when it has not confirmed the whole document by then. 1 minute to 7 days.</summary>
    public TimeSpan HandOverMax { get; set; } = TimeSpan.FromHours(12);

    /// <summary>How long a fetched document, or a part of one, is kept when nobody discards it. 1 hour to 30 days.</summary>
    public TimeSpan KeepFetched { get; set; } = TimeSpan.FromDays(1);

    /// <summary>First pause after a broken line; it doubles up to <see cref="LongestPause"/>. 1 ms to 1 minute.</summary>
    public TimeSpan FirstPause { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Longest pause between attempts. 1 ms to 10 minutes.</summary>
    public TimeSpan LongestPause { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How many documents of other sites are fetched ahead when their owner logs in, so that a release begins at once; 0: none; null, as shipped: as the tenant's or the site's policy says. Up to 50.</summary>
    public int? AheadJobsMax { get; set; }

    /// <summary>… and how many bytes of them; null, as shipped: as the policy says. 0 to 1 TiB.</summary>
    public long? AheadBytesMax { get; set; }

    /// <summary>How long a document that was fetched ahead waits for its release; then it is destroyed. 10 s to 1 hour.</summary>
    public TimeSpan AheadKeep { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long to try to reach a holder directly before its document is fetched through the server. 0: never directly; else up to 30 s.</summary>
    public TimeSpan DirectConnectMax { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>For how long a holder that could not be reached directly is not tried so again. 1 s to 1 day.</summary>
    public TimeSpan DirectAvoid { get; set; } = TimeSpan.FromMinutes(5);
}
