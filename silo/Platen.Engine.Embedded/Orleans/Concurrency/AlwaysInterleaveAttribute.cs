namespace Orleans.Concurrency;

/// <summary>Calls of this method start at once, whatever else the activation is running; awaits interleave, but never run at the same time.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AlwaysInterleaveAttribute : Attribute
{
}
