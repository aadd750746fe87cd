namespace Platen.Architecture.Tests.OrleansApi;

/// <summary>Says how one public surface is not a subset of another.</summary>
internal static class SurfaceComparer
{
    /// <param name="declared">What we declare.</param>
    /// <param name="real">What Orleans declares.</param>
    /// <param name="excepted">Types that are not compared.</param>
    public static IReadOnlyList<string> Differences(
        IReadOnlyDictionary<string, TypeSurface> declared, IReadOnlyDictionary<string, TypeSurface> real, IReadOnlyCollection<string> excepted) =>
        [.. declared.Where(type => !excepted.Contains(type.Key)).SelectMany(type => real.TryGetValue(type.Key, out var other) ? Compare(type.Key, type.Value, other) : [$"{type.Key} does not exist in Orleans"])];

    private static IEnumerable<string> Compare(string name, TypeSurface ours, TypeSurface real)
    {
        if (ours.Kind != real.Kind)
        {
            yield return $"{name} is {ours.Kind}, in Orleans {real.Kind}";
        }

        if (ours.Bases.Count > 0 && !real.Bases.Contains(ours.Bases[0]))
        {
            yield return $"{name} derives from {ours.Bases[0]}, in Orleans from {string.Join(", ", real.Bases)}";
        }

        foreach (var part in ours.Interfaces.Except(real.Interfaces, StringComparer.Ordinal))
        {
            yield return $"{name} implements {part}, in Orleans it does not";
        }

        foreach (var member in ours.Members.Except(real.Members, StringComparer.Ordinal))
        {
            yield return $"{name}: Orleans has no {member}";
        }
    }
}
