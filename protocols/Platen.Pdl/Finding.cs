namespace Platen.Pdl;

/// <summary>A statement about a document together with what it rests on.</summary>
/// <param name="Value">What was found; the type's zero value when nothing was.</param>
/// <param name="Evidence">Where it comes from.</param>
/// <param name="Confidence">How far it can be relied on.</param>
/// <typeparam name="T">What is stated.</typeparam>
public readonly record struct Finding<T>(T Value, Evidence Evidence, Confidence Confidence)
    where T : struct
{
    /// <summary>True when there is a statement at all.</summary>
    public bool IsKnown => Evidence != Evidence.Unspecified;

    internal static Finding<T> Declared(T value) => new(value, Evidence.Declared, Confidence.Medium);

    internal static Finding<T> Parsed(T value) => new(value, Evidence.Parsed, Confidence.High);

    /// <summary>This finding, or the other one if this one states nothing.</summary>
    internal Finding<T> Or(Finding<T> other) => IsKnown ? this : other;
}
