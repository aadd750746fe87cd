namespace Orleans.Concurrency;

/// <summary>The caller does not wait: its task is complete when the call has been queued; a failure is logged, not reported.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OneWayAttribute : Attribute
{
}
