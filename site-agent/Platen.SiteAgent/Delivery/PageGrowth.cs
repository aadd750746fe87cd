namespace Platen.SiteAgent.Delivery;

/// <summary>What a device's life-time counter says about one delivery.</summary>
/// <param name="Pages">Impressions that came out; null: the counter cannot be read, or did not move.</param>
/// <param name="Obstacle">Why the device still stood at the end of the wait, for people; empty when it did not.</param>
internal readonly record struct PageGrowth(int? Pages, string Obstacle)
{
    public static PageGrowth Unknown { get; } = Of(null);

    public static PageGrowth Of(int? pages) => new(pages, "");
}
