package se.rond.dispatch.sight.jdbc;

import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** All transactions of the service begin in one place. */
@Configuration(proxyBeanMethods = false)
class SightConfiguration {

  @Bean
  JdbcTransactionManager transactionManager(
      DataSource dataSource, ObjectProvider<TransactionManagerCustomizers> customizers) {
    var transactions = new SightedTransactions(dataSource);
    customizers.ifAvailable(customizer -> customizer.customize(transactions));
    return transactions;
  }
}
