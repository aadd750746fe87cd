namespace Orleans.Runtime;

/// <summary>The base of the faults of the grain engine itself.</summary>
[GenerateSerializer]
public class OrleansException : Exception
{
    /// <summary>Creates it.</summary>
    public OrleansException()
        : base("The grain engine failed.")
    {
    }

    /// <summary>Creates it.</summary>
    /// <param name="message">What is wrong, and how to mend it.</param>
    public OrleansException(string message)
        : base(message)
    {
    }

    /// <summary>Creates it.</summary>
    /// <param name="message">What is wrong, and how to mend it.</param>
    /// <param name="innerException">The cause.</param>
    public OrleansException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
