namespace Orleans.Runtime;

/// <summary>A call was refused because a limit of the engine was reached: requests waiting for one activation, or the depth of a call chain.</summary>
[GenerateSerializer]
[Immutable]
public sealed class LimitExceededException : OrleansException
{
    /// <summary>Creates it.</summary>
    public LimitExceededException()
        : base("A limit was exceeded.")
    {
    }

    /// <summary>Creates it.</summary>
    /// <param name="message">Which limit, where, and what to do.</param>
    public LimitExceededException(string message)
        : base(message)
    {
    }

    /// <summary>Creates it.</summary>
    /// <param name="message">Which limit, where, and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public LimitExceededException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
