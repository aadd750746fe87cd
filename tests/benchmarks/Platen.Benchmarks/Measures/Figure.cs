namespace Platen.Benchmarks.Measures;

/// <summary>The same thing measured several times.</summary>
internal sealed class Figure
{
    private readonly List<double> _values = [];

    public int Count => _values.Count;

    public double Median => _values.Order().ElementAt(_values.Count / 2);

    public void Add(double value) => _values.Add(value);

    /// <summary>For the line: median, least, most.</summary>
    public object Describe() => new { median = Round(Median), min = Round(_values.Min()), max = Round(_values.Max()) };

    /// <summary>Three significant digits are all that a shared machine gives.</summary>
    public static double Round(double value) =>
        value == 0 ? 0 : Math.Round(value, Math.Clamp(2 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, 6));
}
