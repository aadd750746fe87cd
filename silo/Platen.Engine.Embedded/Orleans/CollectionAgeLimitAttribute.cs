using System.Globalization;

namespace Orleans;

/// <summary>How long an activation of this grain class is idle before it is deactivated, at least one minute. Without it, <c>EmbeddedGrainOptions.IdleAge</c> holds.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public class CollectionAgeLimitAttribute : Attribute
{
    /// <summary>The smallest age limit.</summary>
    public static readonly TimeSpan MinAgeLimit = TimeSpan.FromMinutes(1);

    private readonly TimeSpan? _fixedLimit;

    /// <summary>Takes the limit from <see cref="Days"/>, <see cref="Hours"/> and <see cref="Minutes"/>.</summary>
    public CollectionAgeLimitAttribute()
    {
    }

    /// <summary>Takes the limit from a text.</summary>
    /// <param name="inactivityPeriod">The limit, as <see cref="TimeSpan.Parse(string)"/> reads it.</param>
    public CollectionAgeLimitAttribute(string inactivityPeriod) => _fixedLimit = TimeSpan.Parse(inactivityPeriod, CultureInfo.InvariantCulture);

    /// <summary>Days of the limit.</summary>
    public double Days { get; set; }

    /// <summary>Hours of the limit.</summary>
    public double Hours { get; set; }

    /// <summary>Minutes of the limit.</summary>
    public double Minutes { get; set; }

    /// <summary>Never deactivated for being idle.</summary>
    public bool AlwaysActive { get; set; }

    /// <summary>The limit.</summary>
    public TimeSpan AgeLimit
    {
        get
        {
            var limit = _fixedLimit ?? (AlwaysActive ? TimeSpan.FromDays(short.MaxValue) : TimeSpan.FromDays(Days) + TimeSpan.FromHours(Hours) + TimeSpan.FromMinutes(Minutes));
            return limit < MinAgeLimit ? MinAgeLimit : limit;
        }
    }
}
